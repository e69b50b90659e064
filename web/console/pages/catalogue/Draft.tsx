import { Button, Form, Input, Modal, Select } from 'antd';
import { contracts } from '#contracts';
import { formatMinor } from '#kernel';
import { ErrorNotice, useLanguage, useNavigateTo, useT } from '#kit';
import { addressOf } from '../../address.ts';
import { useSend } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { catalogueTexts } from '../../i18n/catalogue.ts';
import { AmountField, typedMinor } from '../../parts/AmountInput.tsx';
import { basisPointsToPercent, percentToBasisPoints, type Content, type Version } from './rules.ts';

type Values = { minimum: string; maximum: string; step: string; minimumMonths: string; maximumMonths: string; dueDay?: string; parts?: { month: number; share: string }[]; prices: string[] };

/** The content of the next version: what the form covers, the rest as it was. */
function contentOf(content: Content, values: Values): Content {
  const { schedule, tables } = content;
  return {
    ...content,
    limits: { minimumMinor: typedMinor(values.minimum)!, maximumMinor: typedMinor(values.maximum)!, stepMinor: typedMinor(values.step)! },
    term: { minimumMonths: Number(values.minimumMonths), maximumMonths: Number(values.maximumMonths) },
    schedule: schedule.kind === 'harvest' ? { ...schedule, dueDayOfMonth: Number(values.dueDay), parts: (values.parts ?? []).map((part) => ({ month: part.month, basisPoints: percentToBasisPoints(part.share)! })) } : schedule,
    tables: { ...tables, price: { ...tables.price, rows: tables.price.rows.map((row, index) => ({ ...row, then: { ...row.then, basisPoints: Number(values.prices[index]) } })) } },
  };
}

/** A new version from this one: limits, term, harvest months and prices as fields. */
export function Draft({ version, open, onClose }: { version: Version; open: boolean; onClose: () => void }) {
  const t = useT(catalogueTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const navigate = useNavigateTo();
  const { send, busy, problem, reset } = useSend(contracts.catalogue.draftVersion);
  const { content } = version;
  const { schedule, limits, term } = content;
  const close = (): void => { onClose(); reset(); };
  const submit = async (values: Values): Promise<void> => {
    const reply = await send({ productId: version.productId, content: contentOf(content, values) });
    if (reply?.status !== 'succeeded') return;
    close();
    navigate(addressOf.productVersion(reply.value.versionId));
  };
  const money = (minor: string): string => formatMinor(BigInt(minor));
  const whole = { required: true, pattern: /^\d{1,4}$/, message: t('wholeNumber') };
  const initial: Values = {
    minimum: money(limits.minimumMinor), maximum: money(limits.maximumMinor), step: money(limits.stepMinor), minimumMonths: String(term.minimumMonths), maximumMonths: String(term.maximumMonths), prices: content.tables.price.rows.map((row) => String(row.then['basisPoints'])),
    ...(schedule.kind === 'harvest' ? { dueDay: String(schedule.dueDayOfMonth), parts: schedule.parts.map((part) => ({ month: part.month, share: basisPointsToPercent(part.basisPoints) })) } : {}),
  };
  return (
    <Modal open={open} title={t('draftTitle', { name: pick({ zh: version.productNameZh, en: version.productNameEn }) })} footer={null} onCancel={close} destroyOnHidden mask={{ closable: false }} width={680}>
      <Form layout="vertical" className="gb-dialog" requiredMark={false} initialValues={initial} onFinish={(values: Values) => void submit(values)}>
        <p className="gb-muted">{t('draftHint', { number: version.number })}</p>
        <div className="gb-row"><AmountField name="minimum" label={t('minimum')} /><AmountField name="maximum" label={t('maximum')} /><AmountField name="step" label={t('step')} /></div>
        <div className="gb-row"><Form.Item name="minimumMonths" label={`${t('months')} · ${t('minimum')}`} rules={[whole]}><Input inputMode="numeric" className="gb-figures" /></Form.Item><Form.Item name="maximumMonths" label={`${t('months')} · ${t('maximum')}`} rules={[whole]}><Input inputMode="numeric" className="gb-figures" /></Form.Item>{schedule.kind === 'harvest' && <Form.Item name="dueDay" label={t('dueDay')} rules={[{ required: true, pattern: /^([1-9]|[12]\d|3[01])$/, message: t('wholeNumber') }]}><Input inputMode="numeric" className="gb-figures" /></Form.Item>}</div>
        {schedule.kind === 'harvest' && <Parts />}
        <div className="gb-field"><span>{t('priceRows')}</span>
          <div className="gb-scroll"><table className="gb-plain"><tbody>{content.tables.price.rows.map((row, index) => <tr key={index}><td>{pick(row.reason)}</td><td className="gb-right"><Form.Item name={['prices', index]} noStyle rules={[{ required: true, pattern: /^-?\d{1,4}$/, message: t('wholeNumber') }]}><Input inputMode="numeric" className="gb-figures" suffix="bp" aria-label={pick(row.reason)} style={{ width: 110 }} /></Form.Item></td></tr>)}</tbody></table></div>
        </div>
        {problem !== undefined && <ErrorNotice problem={problem} />}
        <div className="gb-form-foot"><Button onClick={close}>{common('cancel')}</Button><Button type="primary" htmlType="submit" loading={busy}>{t('saveDraft')}</Button></div>
      </Form>
    </Modal>
  );
}

/** Harvest months in the order they come, with their shares, which make 100 % together. */
function Parts() {
  const t = useT(catalogueTexts);
  const sumOf = (parts: Values['parts']): number => (parts ?? []).reduce((sum, part) => sum + (percentToBasisPoints(part?.share) ?? 0), 0);
  return (
    <div className="gb-field"><span>{t('parts')}</span>
      <Form.List name="parts" rules={[{ validator: (_, parts: Values['parts']) => (sumOf(parts) === 10_000 ? Promise.resolve() : Promise.reject(new Error(t('partsWrong', { sum: basisPointsToPercent(sumOf(parts)) })))) }]}>
        {(fields, { add, remove }, { errors }) => (
          <>
            {fields.map((field) => (
              <div key={field.key} className="gb-reveal">
                <Form.Item name={[field.name, 'month']} rules={[{ required: true, message: t('wholeNumber') }]}><Select style={{ width: 110 }} aria-label={t('parts')} options={Array.from({ length: 12 }, (_, index) => ({ value: index + 1, label: t('month', { month: index + 1 }) }))} /></Form.Item>
                <Form.Item name={[field.name, 'share']} rules={[{ validator: (_, value: string) => (percentToBasisPoints(value) === undefined ? Promise.reject(new Error(t('shareWrong'))) : Promise.resolve()) }]}><Input inputMode="decimal" suffix="%" aria-label={t('share')} className="gb-figures" style={{ width: 110 }} /></Form.Item>
                <Button type="text" onClick={() => remove(field.name)}>{t('remove')}</Button>
              </div>
            ))}
            <div><Button onClick={() => add({ month: 1, share: '' })}>{t('addPart')}</Button></div>
            <Form.ErrorList errors={errors} />
          </>
        )}
      </Form.List>
    </div>
  );
}
