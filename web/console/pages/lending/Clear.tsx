import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { ErrorNotice, useLanguage, useT } from '#kit';
import { useSend } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { factLabel } from '../../i18n/facts.ts';
import { lendingTexts } from '../../i18n/lending.ts';
import type { Contract } from './rules.ts';

const items = ['contract_signed', 'identity_checked', 'purpose_documents', 'payees_checked', 'insurance_or_waiver'] as const;
type Checklist = Record<(typeof items)[number], boolean>;
const nothing = (): Checklist => ({ contract_signed: false, identity_checked: false, purpose_documents: false, payees_checked: false, insurance_or_waiver: false });

/** The conditions of a payout, ticked one by one; the server refuses an incomplete list and says so. */
export function Clear({ contract, open, onClose }: { contract: Contract; open: boolean; onClose: () => void }) {
  const t = useT(lendingTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const [checklist, setChecklist] = useState(nothing);
  const { send, busy, problem, reset } = useSend(contracts.lending.clearPayout);
  const close = (): void => { onClose(); reset(); setChecklist(nothing()); };
  const submit = async (): Promise<void> => { if ((await send({ contractId: contract.id, checklist })) !== undefined) close(); };
  return (
    <Modal open={open} title={`${t('clear')} · ${contract.borrowerName}`} footer={null} onCancel={close} destroyOnHidden mask={{ closable: false }} width={480}>
      <div className="gb-dialog">
        <p className="gb-muted">{t('clearHint')}</p>
        {items.map((item) => <Checkbox key={item} checked={checklist[item]} onChange={(event) => setChecklist({ ...checklist, [item]: event.target.checked })}>{factLabel(item, pick)}</Checkbox>)}
        {problem !== undefined && <ErrorNotice problem={problem} />}
        <div className="gb-form-foot"><Button onClick={close}>{common('cancel')}</Button><Button type="primary" loading={busy} disabled={items.some((item) => !checklist[item])} onClick={() => void submit()}>{t('clear')}</Button></div>
      </div>
    </Modal>
  );
}
