// What staff see of personal data unless a reveal is granted and recorded (JR/T 0171-2020: class C2 is masked on screen).

const compoundSurnames = new Set(
  '欧阳 司马 上官 诸葛 司徒 东方 独孤 南宫 夏侯 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 轩辕 端木 百里 东郭 西门 公冶 澹台 濮阳 淳于 单于 太史 申屠 仲孙 钟离 呼延 闻人 赫连 第五'.split(' '),
);

function maskMiddle(text: string, keepFirst: number, keepLast: number): string {
  const characters = [...text];
  // Where keeping both ends would leave next to nothing hidden, everything is.
  if (characters.length < keepFirst + keepLast + 3) return '*'.repeat(characters.length);
  const hidden = '*'.repeat(characters.length - keepFirst - keepLast);
  return characters.slice(0, keepFirst).join('') + hidden + characters.slice(characters.length - keepLast).join('');
}

/** '500236199003074512' → '500236********4512'. */
export const maskIdNumber = (text: string): string => maskMiddle(text, 6, 4);

/** '13812340000' → '138****0000'. */
export const maskMobile = (text: string): string => maskMiddle(text, 3, 4);

/** First six and last four: '6222023100000005' → '622202******0005'. */
export const maskAccountNumber = (text: string): string => maskMiddle(text, 6, 4);

/** The surname stays: '张三' → '张*', '欧阳修文' → '欧阳**'. Of a name in another script the first letter stays. */
export function maskName(name: string): string {
  const characters = [...name.trim()];
  const surname = characters.length > 2 && compoundSurnames.has(characters.slice(0, 2).join('')) ? 2 : 1;
  return characters.slice(0, surname).join('') + '*'.repeat(Math.max(characters.length - surname, characters.length > 0 ? 1 : 0));
}
