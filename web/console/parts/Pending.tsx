import { KitLink, Mark, useT } from '#kit';
import { addressOf } from '../address.ts';
import { commonTexts } from '../i18n/common.ts';

/** Says that a command waits for a second person, and leads there. `hint` names who that is where it is known. */
export function Pending({ batchId, hint }: { batchId: string; hint?: string }) {
  const t = useT(commonTexts);
  return (
    <div className="gb-note" role="status">
      <span className="gb-tone-wait"><Mark tone="wait" sizePixels={14} /></span>
      <p><strong>{t('pendingTitle')}</strong><span className="gb-muted">{hint ?? t('pendingHint')}</span></p>
      <KitLink to={addressOf.approval(batchId)}>{t('openApproval')}</KitLink>
    </div>
  );
}
