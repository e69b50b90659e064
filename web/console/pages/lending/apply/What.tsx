import { Button, Form, Input, Select } from 'antd';
import { contracts } from '#contracts';
import { formatMinor } from '#kernel';
import { useLanguage, useT } from '#kit';
import { useAsk } from '../../../api.ts';
import { catalogueTexts } from '../../../i18n/catalogue.ts';
import { commonTexts } from '../../../i18n/common.ts';
import { actionTexts, lendingTexts } from '../../../i18n/lending.ts';
import { AmountField, typedMinor } from '../../../parts/AmountInput.tsx';
import type { Draft } from './draft.ts';

type Values = { productId: string; amount: string; months: string; purpose: string };

/** Product, amount, term and purpose; the limits of the product stand beside. */
export function What({ draft, keep, onNext, onBack }: { draft: Draft; keep: (changes: Draft) => void; onNext: () => void; onBack: () => void }) {
  const t = useT(actionTexts);
  const words = useT(lendingTexts);
  const catalogue = useT(catalogueTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const [form] = Form.useForm<Values>();
  const products = useAsk(contracts.catalogue.products, { published: true, limit: 200 }).data?.items ?? [];
  const productId = Form.useWatch('productId', form) ?? draft.productId;
  const versionId = products.find((product) => product.id === productId)?.publishedVersionId ?? undefined;
  const content = useAsk(contracts.catalogue.readVersion, { versionId: versionId ?? '' }, { enabled: versionId !== undefined }).data?.content;
  const money = (minor: string): string => formatMinor(BigInt(minor));
  const values = (filled: Partial<Values>): Draft => {
    const requestedMinor = typedMinor(filled.amount);
    return { ...(filled.productId ? { productId: filled.productId } : {}), ...(requestedMinor === undefined ? {} : { requestedMinor }), ...(/^\d{1,3}$/.test(filled.months ?? '') ? { termMonths: Number(filled.months) } : {}), ...(filled.purpose ? { purpose: filled.purpose } : {}) };
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false} className="gb-form" onValuesChange={(_, all) => keep(values(all))} onFinish={(filled) => { keep(values(filled)); onNext(); }}
      initialValues={{ productId: draft.productId, amount: draft.requestedMinor === undefined ? undefined : money(draft.requestedMinor), months: String(draft.termMonths ?? 12), purpose: draft.purpose }}>
      <Form.Item name="productId" label={words('product')} rules={[{ required: true, message: common('required') }]} extra={content === undefined ? undefined : `${catalogue('limitsValue', { from: money(content.limits.minimumMinor), to: money(content.limits.maximumMinor), step: money(content.limits.stepMinor) })} · ${catalogue('termValue', { from: content.term.minimumMonths, to: content.term.maximumMonths })}`}>
        <Select options={products.map((product) => ({ value: product.id, label: pick({ zh: product.nameZh, en: product.nameEn }) }))} />
      </Form.Item>
      <AmountField name="amount" label={words('requested')} />
      <Form.Item name="months" label={t('months')} rules={[{ required: true, pattern: /^[1-9]\d{0,2}$/, message: t('numberWrong') }]}><Input inputMode="numeric" className="gb-figures" /></Form.Item>
      <Form.Item name="purpose" label={words('purpose')} rules={[{ required: true, whitespace: true, message: common('required') }]}><Input maxLength={200} /></Form.Item>
      <div className="gb-form-foot"><Button onClick={onBack}>{t('back')}</Button><Button type="primary" htmlType="submit">{t('next')}</Button></div>
    </Form>
  );
}
