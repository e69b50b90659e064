import { Tooltip } from 'antd';
import { formatTime, shortHash } from './format.ts';
import { useT } from './i18n.ts';
import { kitTexts } from './texts.ts';

// 工 above 笔, drawn stroke by stroke so that the seal needs no font; the frame is a hand's, not a ruler's.
const frame = 'M3.2 2.6C12 1.9 28.4 2.1 36.9 2.7c.6 9.4.5 41 .1 50.6-9.6.6-25 .6-33.8 0C2.6 43.6 2.7 12.2 3.2 2.6Z';
const gong = 'M10.4 9.4h19.4M20.1 9.6v14.2M8.3 24h23.6';
const bamboo = 'M13 29.4 9.4 34M12.4 31.6h6M14.6 31.8l1.5 2.4M24.4 29.4 20.8 34M23.8 31.6h7.4M26.2 31.8l1.6 2.4';
const hair = 'M27.8 36.4c-4.6 1.3-10 2.1-15.2 2.4M9.9 42.4l19.6-1.8M8.6 46.7l23.2-2M20.2 38.2v9.2c0 1.9.9 2.6 2.8 2.6h6.4c2 0 2.7-.8 2.8-3.2';

/** The seal of the house as a drawing: logo, and the shape of the mark below. `label` names it for readers; without one it is decoration. */
export function Seal({ heightPixels = 40, label }: { heightPixels?: number; label?: string }) {
  return (
    <svg className="gb-seal" viewBox="0 0 40 56" height={heightPixels} width={(heightPixels * 40) / 56} fill="none" stroke="var(--gb-cinnabar)" strokeLinecap="round" strokeLinejoin="round"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}>
      <path d={frame} strokeWidth="1.6" />
      <path d={gong} strokeWidth="2.3" /><path d={bamboo} strokeWidth="2" /><path d={hair} strokeWidth="2.1" />
    </svg>
  );
}

/** The same seal beside a sealed entry or a signed document; hash and time stand in its tooltip and in its name for readers. */
export function SealMark({ hash, at, heightPixels = 22 }: { hash: string; at: string; heightPixels?: number }) {
  const t = useT(kitTexts);
  const time = formatTime(at);
  return (
    <Tooltip title={<span className="gb-figures">{t('sealed')}<br />{t('sealHash')} <span className="gb-code">{hash}</span><br />{t('sealTime')} {time}</span>}>
      <span className="gb-seal-mark" tabIndex={0} role="img" aria-label={`${t('sealed')} · ${t('sealHash')} ${shortHash(hash)} · ${t('sealTime')} ${time}`}><Seal heightPixels={heightPixels} /></span>
    </Tooltip>
  );
}
