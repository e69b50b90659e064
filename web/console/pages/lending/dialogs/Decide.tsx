import { Button } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { formatMinor } from '#kernel';
import { ErrorNotice, Mark, useLanguage, useT } from '#kit';
import { useSend } from '../../../api.ts';
import { commonTexts } from '../../../i18n/common.ts';
import { actionTexts } from '../../../i18n/lending.ts';
import type { DialogProps } from './Dialogs.tsx';

type Result = { recommended: boolean; limitMinor: string; reasons: readonly { zh: string; en: string }[] };

/** Asks the product's tables and shows what they answered, with the reasons. */
export function Decide({ application, onClose }: DialogProps) {
  const t = useT(actionTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { send, busy, problem } = useSend(contracts.lending.decide);
  const [result, setResult] = useState<Result>();
  const submit = async (): Promise<void> => {
    const reply = await send({ applicationId: application.id });
    if (reply?.status === 'succeeded') setResult(reply.value);
  };
  if (result !== undefined) {
    const first = result.reasons[0];
    return (
      <div className="gb-dialog">
        <p className="gb-kit-row" role="status"><span className={result.recommended ? 'gb-tone-good' : 'gb-tone-stop'}><Mark tone={result.recommended ? 'good' : 'stop'} sizePixels={16} /></span><strong>{result.recommended ? t('resultRecommended', { amount: formatMinor(BigInt(result.limitMinor)) }) : t('resultDeclined', { reason: first === undefined ? '' : pick(first) })}</strong></p>
        <ul className="gb-reasons">{result.reasons.map((reason, index) => <li key={index}>{pick(reason)}</li>)}</ul>
        <div className="gb-form-foot"><Button type="primary" onClick={onClose}>{common('close')}</Button></div>
      </div>
    );
  }
  return (
    <div className="gb-dialog">
      <p>{t('decideHint')}</p>
      {problem !== undefined && <ErrorNotice problem={problem} />}
      <div className="gb-form-foot"><Button onClick={onClose}>{common('cancel')}</Button><Button type="primary" loading={busy} onClick={() => void submit()}>{t('decide')}</Button></div>
    </div>
  );
}
