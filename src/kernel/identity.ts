import { fromCivil, isBusinessDate, type BusinessDate } from './date.ts';

// Only the province is checked: districts are made, merged and abolished, and their codes live on in numbers issued before.
const provinces = new Set('11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '));
const residentWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const letterAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function weighedSum(text: string, alphabet: string, weightOf: (index: number) => number): number {
  return [...text].reduce((sum, character, index) => sum + alphabet.indexOf(character) * weightOf(index), 0);
}

/** How a resident ID number is stored: without surrounding blanks, its last x in upper case. */
export function normaliseResidentIdNumber(text: string): string {
  return text.trim().toUpperCase();
}

/** A Chinese resident ID number of 18 characters (GB 11643-1999), x or X at the end. With `today`, a birth after it is refused. */
export function isResidentIdNumber(text: string, today?: BusinessDate): boolean {
  return residentIdFacts(text, today) !== undefined;
}

/** Date of birth and sex of a resident ID number; undefined when the number is not valid. */
export function residentIdFacts(text: string, today?: BusinessDate): { birthDate: BusinessDate; sex: 'male' | 'female' } | undefined {
  const number = normaliseResidentIdNumber(text);
  if (!/^\d{17}[\dX]$/.test(number) || !provinces.has(number.slice(0, 2))) return undefined;
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isBusinessDate(birth) || (today !== undefined && birth > today)) return undefined;
  if (residentIdCheckCharacter(number.slice(0, 17)) !== number[17]) return undefined;
  return { birthDate: birth, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' };
}

/** The check character of the first 17 digits. */
export function residentIdCheckCharacter(first17: string): string {
  return '10X98765432'[weighedSum(first17, letterAlphabet, (index) => residentWeights[index]!) % 11]!;
}

/**
 * A unified social credit code (GB 32100-2015), upper case. `valid` is its form; `warning` says that one of its two check characters is
 * not what the standard computes. Some lawful codes of the early pilot fail so: warn, and let a person override with a reason.
 */
export function checkUnifiedSocialCreditCode(text: string): { valid: boolean; warning?: 'check_character' | 'organisation_check_character' } {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text)) return { valid: false };
  if (unifiedSocialCreditCheckCharacter(text.slice(0, 17)) !== text[17]) return { valid: true, warning: 'check_character' };
  if (organisationCheckCharacter(text.slice(8, 16)) !== text[16]) return { valid: true, warning: 'organisation_check_character' };
  return { valid: true };
}

/** The last character of a unified social credit code from its first 17. */
export function unifiedSocialCreditCheckCharacter(first17: string): string {
  let weight = 1;
  const sum = weighedSum(first17, creditAlphabet, () => {
    const current = weight;
    weight = (weight * 3) % 31;
    return current;
  });
  return creditAlphabet[(31 - (sum % 31)) % 31]!;
}

/** The ninth character of an organisation code (GB 11714-1997) from its first eight. */
export function organisationCheckCharacter(first8: string): string {
  const check = 11 - (weighedSum(first8, letterAlphabet, (index) => organisationWeights[index]!) % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** The digit that completes a card number's payload (Luhn, ISO/IEC 7812-1). */
export function luhnCheckDigit(payload: string): string {
  const sum = [...payload].reverse().reduce((total, character, index) => {
    const digit = Number(character) * (index % 2 === 0 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** A bank card number: 13–19 digits with a right Luhn digit. Old passbook and settlement accounts need not pass. */
export function isBankCardNumber(text: string): boolean {
  return /^\d{13,19}$/.test(text) && luhnCheckDigit(text.slice(0, -1)) === text.at(-1);
}

/** The last digit of a clearing bank number from its first eleven (ISO 7064 MOD 11,10). */
export function cnapsCheckDigit(first11: string): string {
  let product = 10;
  for (const character of first11) product = (((product + Number(character)) % 10 || 10) * 2) % 11;
  return String((11 - product) % 10);
}

/** A 12-digit bank number of the national clearing system (联行号): bank 3, city 4, branch 4, check 1. */
export function isCnapsCode(text: string): boolean {
  return /^\d{12}$/.test(text) && cnapsCheckDigit(text.slice(0, 11)) === text[11];
}

/** A legal entity identifier (ISO 17442): 20 characters, modulo 97 equal to 1. */
export function isLei(text: string): boolean {
  if (!/^[0-9A-Z]{18}\d{2}$/.test(text)) return false;
  const digits = [...text].map((character) => letterAlphabet.indexOf(character)).join('');
  return BigInt(digits) % 97n === 1n;
}

/** A mainland mobile number of 11 digits, without country code. */
export function isMobileNumber(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text);
}

/** A date of birth, sex and serial made into a number with the right check character: for generated people and tests. */
export function composeResidentIdNumber(areaCode: string, birth: { year: number; month: number; day: number }, serial: number): string {
  const first17 = areaCode + fromCivil(birth.year, birth.month, birth.day).replaceAll('-', '') + String(serial).padStart(3, '0');
  return first17 + residentIdCheckCharacter(first17);
}
