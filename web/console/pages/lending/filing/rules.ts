// What filing and rating work out before the server is asked.
import { parseMajor } from '#kernel';

/** The five seats of a village panel, as the sheets name them. */
export const usualSeats = ['村支书', '村主任', '村会计', '党员代表', '老果农'] as const;

/** A score as typed, 0 to 100; undefined where it is none. */
export function scoreOf(text: string | undefined): number | undefined {
  const typed = text?.trim() ?? '';
  return /^\d{1,3}$/.test(typed) && Number(typed) <= 100 ? Number(typed) : undefined;
}

/** The mean of whole scores, halves up, as the server takes it; undefined while a score is missing. */
export function meanOf(scores: readonly (number | undefined)[]): number | undefined {
  if (scores.length === 0 || scores.some((score) => score === undefined)) return undefined;
  const sum = scores.reduce<number>((total, score) => total + score!, 0);
  return Math.floor((2 * sum + scores.length) / (2 * scores.length));
}

/** Minor units of a typed amount that may be nought; undefined where it is none. Commas are welcome. */
export function minorOrNone(text: string | undefined): string | undefined {
  const minor = text === undefined ? undefined : parseMajor(text.trim().replaceAll('，', ',').replaceAll(',', ''));
  return minor === undefined || minor < 0n ? undefined : String(minor);
}
