import type { Refusals } from '#declare';

export const partyRefusals = {
  unit_not_found: { status: 404, zh: '机构不存在。', en: 'The unit does not exist.' },
  id_number_invalid: { status: 422, zh: '身份证号校验不通过，请核对。', en: 'The identity number fails its check digit.' },
  mobile_invalid: { status: 422, zh: '手机号格式不正确。', en: 'The mobile number is not one.' },
  already_registered: { status: 409, zh: '该证件号已建档，请使用原有客户。', en: 'This document is already registered; use the existing party.' },
  credit_code_invalid: { status: 422, zh: '统一社会信用代码校验不通过；确为早期代码的，请填写理由。', en: 'The credit code fails its check; give a reason where it is an early code.' },
  village_not_found: { status: 404, zh: '没有这个村，或它属于其他机构。', en: 'No such village, or it belongs to another unit.' },
  person_not_found: { status: 404, zh: '客户不存在，或属于其他机构。', en: 'No such person, or they belong to another unit.' },
  already_in_a_household: { status: 409, zh: '该户主已登记为一户。', en: 'This head of household is registered already.' },
  party_not_found: { status: 404, zh: '客户不存在，或属于其他机构。', en: 'No such party, or it belongs to another unit.' },
  staff_not_found: { status: 404, zh: '员工不存在。', en: 'The employee does not exist.' },
  erased: { status: 410, zh: '该客户的个人信息已依法删除。', en: 'The personal data of this party were erased.' },
} as const satisfies Refusals;
