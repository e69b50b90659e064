import { luhnCheckDigit } from '#kernel';

/** An account number: 88, a serial of fifteen digits, a Luhn check digit (ISO/IEC 7812-1). */
export function accountNumber(serial: bigint): string {
  const payload = `88${serial.toString().padStart(15, '0')}`;
  return payload + luhnCheckDigit(payload);
}
