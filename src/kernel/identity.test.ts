import { describe, expect, it } from 'vitest';
import {
  businessDate, checkUnifiedSocialCreditCode, cnapsCheckDigit, composeResidentIdNumber, isBankCardNumber, isCnapsCode, isLei, isMobileNumber, isResidentIdNumber, luhnCheckDigit,
  maskAccountNumber, maskIdNumber, maskMobile, maskName, normaliseResidentIdNumber, residentIdFacts,
} from '#kernel';

describe('resident ID numbers', () => {
  it.each([
    ['11010519491231002X', true], ['11010519491231002x', true], ['440524188001010014', true], ['500236199003074512', true], ['50010319491231002X', true],
    ['500240200002290010', true], ['500105198506151239', true], ['500236199003074513', false], ['500240200102290010', false], ['99010519491231002X', false],
    ['50023619900307451', false], ['X00236199003074512', false], ['', false],
  ])('%s: %s', (number, valid) => expect(isResidentIdNumber(number)).toBe(valid));

  it('know date of birth and sex', () => {
    expect(residentIdFacts('500236199003074512')).toEqual({ birthDate: '1990-03-07', sex: 'male' });
    expect(residentIdFacts('11010519491231002x')).toEqual({ birthDate: '1949-12-31', sex: 'female' });
    expect(residentIdFacts('500236199003074513')).toBeUndefined();
    expect(normaliseResidentIdNumber(' 11010519491231002x')).toBe('11010519491231002X');
  });

  it('are refused for one not yet born, and accepted for a district not in any list', () => {
    expect(isResidentIdNumber('500240200002290010', businessDate('2000-02-28'))).toBe(false);
    expect(isResidentIdNumber('500240200002290010', businessDate('2000-02-29'))).toBe(true);
    expect(isResidentIdNumber(composeResidentIdNumber('500157', { year: 2026, month: 1, day: 2 }, 31))).toBe(true);
  });

  it('notice every single wrong digit', () => {
    const number = '500236199003074512';
    for (let index = 0; index < 18; index += 1) {
      for (const digit of '0123456789') {
        if (digit !== number[index]) expect(isResidentIdNumber(number.slice(0, index) + digit + number.slice(index + 1))).toBe(false);
      }
    }
  });
});

describe('unified social credit codes', () => {
  it.each(['91350100M000100Y43', '91350200MA2YJ1XR9G', '91440101MA5CJQ4N59', '91100000100003962T', '91500236MA5U00003M', '93500240MA60000163', '52500000MJ01000199'])(
    '%s is right', (code) => expect(checkUnifiedSocialCreditCode(code)).toEqual({ valid: true }),
  );
  it('of the early pilot are accepted with a warning', () => expect(checkUnifiedSocialCreditCode('91350203M0001FUE2P').warning).toBeDefined());
  it('warn of a slip in either check', () => {
    expect(checkUnifiedSocialCreditCode('91350100M000100Y44')).toEqual({ valid: true, warning: 'check_character' });
  });
  it.each(['91350100M000100Y4', '91350100I000100Y43', '9135010OM000100Y43', '91350100m000100y43', ''])('%s has no such form', (code) => {
    expect(checkUnifiedSocialCreditCode(code)).toEqual({ valid: false });
  });
});

describe('numbers of cards, banks, entities and telephones', () => {
  it.each([
    [isBankCardNumber, '6222023100000000005', true], [isBankCardNumber, '6212253100000000015', true], [isBankCardNumber, '6222023100000000000', false], [isBankCardNumber, '622202', false],
    [isCnapsCode, '102100099996', true], [isCnapsCode, '103100000026', true], [isCnapsCode, '104100000004', true], [isCnapsCode, '105100000017', true],
    [isCnapsCode, '313653000013', true], [isCnapsCode, '102653005001', true], [isCnapsCode, '102653005002', false], [isCnapsCode, '10265300500', false],
    [isLei, '5493002ERZU2K9PZDL40', true], [isLei, 'HWUPKR0MPOU8FGXBT394', true], [isLei, '5493001KJTIIGC8Y1R12', true], [isLei, '300300GONGBI00000157', true],
    [isLei, '300300GONGBI00000158', false], [isLei, '5493002erzu2k9pzdl40', false],
    [isMobileNumber, '13812340000', true], [isMobileNumber, '19912340000', true], [isMobileNumber, '12812340000', false], [isMobileNumber, '1381234000', false], [isMobileNumber, '+8613812340000', false],
  ] as const)('%o %s: %s', (check, text, valid) => expect(check(text)).toBe(valid));

  it('complete themselves', () => {
    expect('622202310000000000' + luhnCheckDigit('622202310000000000')).toBe('6222023100000000005');
    expect(cnapsCheckDigit('10265300500')).toBe('1');
  });
});

it.each([
  [maskIdNumber, '500236199003074512', '500236********4512'], [maskIdNumber, '5002', '****'], [maskMobile, '13812340000', '138****0000'], [maskMobile, '0236', '****'],
  [maskAccountNumber, '6222023100000005', '622202******0005'], [maskAccountNumber, '6222023100000000005', '622202*********0005'], [maskAccountNumber, '12345678', '********'],
  [maskName, '张三', '张*'], [maskName, '张三丰', '张**'], [maskName, '欧阳修文', '欧阳**'], [maskName, '欧阳修', '欧阳*'], [maskName, '欧阳', '欧*'], [maskName, '李', '李*'], [maskName, '', ''], [maskName, 'Joe', 'J**'],
])('%o %s shows %s', (mask, text, shown) => expect(mask(text)).toBe(shown));
