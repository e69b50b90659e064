/** A business date stays as it is, `2026-11-23`; an instant is shown in Beijing time, `2026-11-23 14:05`. Anything else is returned unchanged. */
export function formatTime(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text)) return text;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? text : beijing.format(instant).replace('T', ' ');
}
const beijing = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });

/** A hash for people: its first and last six characters. */
export const shortHash = (hash: string): string => (hash.length <= 16 ? hash : `${hash.slice(0, 6)}…${hash.slice(-6)}`);

/** Joins class names, leaving out what is not there. */
export const classes = (...names: readonly (string | false | undefined)[]): string => names.filter(Boolean).join(' ');
