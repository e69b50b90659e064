import type { Refusals } from '#declare';

export const catalogueRefusals = {
  unit_not_found: { status: 404, zh: '机构不存在。', en: 'The unit does not exist.' },
  brand_exists: { status: 409, zh: '品牌代码已被使用。', en: 'The brand code is taken.' },
  brand_not_found: { status: 404, zh: '品牌不存在。', en: 'The brand does not exist.' },
  product_exists: { status: 409, zh: '产品代码已被使用。', en: 'The product code is taken.' },
  product_not_found: { status: 404, zh: '产品不存在，或属于其他机构。', en: 'No such product, or it belongs to another unit.' },
  content_invalid: { status: 422, zh: '产品要素前后不一致，请按提示修改。', en: 'The content contradicts itself; see the fields named.' },
  table_invalid: { status: 422, zh: '决策表有误，请按所列行与列修改。', en: 'A decision table is wrong; see the rows and columns named.' },
  version_not_found: { status: 404, zh: '版本不存在，或属于其他机构。', en: 'No such version, or it belongs to another unit.' },
  not_a_draft: { status: 409, zh: '只有草稿可以提交评审。', en: 'Only a draft is submitted for review.' },
  not_in_review: { status: 409, zh: '只有评审中的版本可以发布。', en: 'Only a version in review is published.' },
  drafter_may_not_publish: { status: 403, zh: '起草人不得审批自己起草的版本。', en: 'Whoever drafted a version does not approve it.' },
  already_retired: { status: 409, zh: '该版本已停用。', en: 'The version was retired before.' },
  lpr_in_the_future: { status: 422, zh: '公布日不得晚于营业日。', en: 'A rate is not published after the business day.' },
  lpr_conflict: { status: 409, zh: '该日该期限已登记了不同的数值。', en: 'Another value is on record for that day and tenor.' },
  lpr_not_loaded: { status: 422, zh: '参考日之前没有已登记的贷款市场报价利率。', en: 'No LPR published before the reference date is on record.' },
  facts_invalid: { status: 422, zh: '缺少事实，或类型不符。', en: 'Facts are missing or of another type.' },
} as const satisfies Refusals;
