import { Button, Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import { amountInWords, formatMinor } from '#kernel';
import { ErrorNotice, shortHash, useT, type Problem } from '#kit';
import { approvalTexts } from '../../i18n/approvals.ts';
import { decidedMinor, remaining, type Batch, type Strikes } from './rules.ts';

export type DecisionKind = 'approved' | 'rejected';

/** Restates what is decided, in figures and words, and waits for a tick; a rejection says why. */
export function Decision({ batch, strikes, kind, busy, problem, onDecide, onCancel }: {
  batch: Batch; strikes: Strikes; kind: DecisionKind | undefined; busy: boolean; problem: Problem | undefined; onDecide: (comment: string) => void; onCancel: () => void;
}) {
  const t = useT(approvalTexts);
  return (
    <Modal open={kind !== undefined} title={t(kind === 'rejected' ? 'rejectTitle' : 'approveTitle')} footer={null} onCancel={onCancel} destroyOnHidden mask={{ closable: false }} width={560}>
      {kind !== undefined && <Restated batch={batch} strikes={strikes} kind={kind} busy={busy} problem={problem} onDecide={onDecide} onCancel={onCancel} />}
    </Modal>
  );
}

function Restated({ batch, strikes, kind, busy, problem, onDecide, onCancel }: { batch: Batch; strikes: Strikes; kind: DecisionKind; busy: boolean; problem: Problem | undefined; onDecide: (comment: string) => void; onCancel: () => void }) {
  const t = useT(approvalTexts);
  const [checked, setChecked] = useState(false);
  const [comment, setComment] = useState('');
  const approving = kind === 'approved';
  const left = approving ? remaining(batch.items, strikes) : batch.items.filter((row) => row.status === 'waiting');
  const total = decidedMinor(batch, approving ? strikes : new Map());
  const ready = checked && (approving || comment.trim() !== '');
  return (
    <div className="gb-confirm">
      <dl>
        <div><dt>{t('subject')}</dt><dd className="gb-confirm-payee">{batch.title}</dd></div>
        <div><dt>{t(approving ? 'approveCount' : 'rows')}</dt><dd className="gb-figures">{left.length}</dd></div>
        {approving && strikes.size > 0 && <div><dt>{t('strikeCount')}</dt><dd className="gb-figures">{strikes.size}</dd></div>}
        {total !== undefined && <div className="gb-confirm-amount"><dt>{t('figures')}</dt><dd className="gb-figures">¥{formatMinor(total)}</dd></div>}
        {total !== undefined && <div><dt>{t('words')}</dt><dd>{amountInWords(total)}</dd></div>}
        <div><dt>{t('hash')}</dt><dd><span className="gb-code">{shortHash(batch.seenHash)}</span> <small className="gb-muted">{t('hashHelp')}</small></dd></div>
      </dl>
      <label className="gb-field"><span>{t('comment')}{!approving && ` · ${t('commentNeeded')}`}</span><Input.TextArea rows={3} maxLength={500} value={comment} onChange={(event) => setComment(event.target.value)} /></label>
      {problem !== undefined && <ErrorNotice problem={problem} />}
      <Checkbox checked={checked} onChange={(event) => setChecked(event.target.checked)}>{t('checked')}</Checkbox>
      <footer><Button onClick={onCancel}>{t('cancel')}</Button><Button type="primary" danger={!approving} disabled={!ready} loading={busy} onClick={() => onDecide(comment.trim())}>{t(approving ? 'approve' : 'reject')}</Button></footer>
    </div>
  );
}
