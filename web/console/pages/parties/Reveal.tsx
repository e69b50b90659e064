import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { ErrorNotice, useLanguage, useT } from '#kit';
import { client, toProblem } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { partyTexts } from '../../i18n/parties.ts';
import { useMay } from '../../session.ts';

/** A masked number; one click and a reason show it in full, on record. It is kept nowhere: leaving the page hides it again. */
export function Reveal({ partyId, field, masked }: { partyId: string; field: 'idNumber' | 'mobile'; masked: string | null }) {
  const t = useT(partyTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const [state, setState] = useState<{ busy: boolean; value?: string; error?: unknown }>({ busy: false });
  if (masked === null) return <span className="gb-muted">--</span>;
  const reveal = async ({ reason }: { reason: string }): Promise<void> => {
    setState({ busy: true });
    try {
      const { value } = await client.ask(contracts.parties.reveal, { partyId, field, reason: reason.trim() });
      setState({ busy: false, value });
      setAsking(false);
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return (
    <span className="gb-reveal">
      <span className="gb-code">{state.value ?? masked}</span>
      {state.value !== undefined ? <button type="button" className="gb-inline-link" onClick={() => setState({ busy: false })}>{t('hide')}</button>
        : may(contracts.parties.reveal) && <button type="button" className="gb-inline-link" onClick={() => { setState({ busy: false }); setAsking(true); }} aria-label={t('revealTitle', { field: t(field) })}>{t('reveal')}</button>}
      <Modal open={asking} title={t('revealTitle', { field: t(field) })} footer={null} onCancel={() => setAsking(false)} destroyOnHidden width={440}>
        <Form layout="vertical" className="gb-dialog" requiredMark={false} onFinish={(values: { reason: string }) => void reveal(values)}>
          <p className="gb-muted">{t('revealHint')}</p>
          <Form.Item name="reason" label={t('reason')} rules={[{ required: true, message: common('required') }, { min: 4, whitespace: true, message: t('reasonShort') }]}><Input autoFocus maxLength={200} autoComplete="off" /></Form.Item>
          {state.error !== undefined && <ErrorNotice problem={{ ...toProblem(state.error, pick), kept: undefined }} />}
          <div className="gb-form-foot"><Button onClick={() => setAsking(false)}>{common('cancel')}</Button><Button type="primary" htmlType="submit" loading={state.busy}>{t('reveal')}</Button></div>
        </Form>
      </Modal>
    </span>
  );
}
