import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { ErrorNotice, useLanguage, useT } from '#kit';
import { useAsk, useSend } from '../../../api.ts';
import { commonTexts } from '../../../i18n/common.ts';
import { filingTexts } from '../../../i18n/lending.ts';
import { meanOf, scoreOf, usualSeats } from './rules.ts';

type Values = { productId: string; seats: { seat: string; score: string }[] };

/** The scores of five seats for one household; the mean stands below while they are typed. */
export function Panel({ filing }: { filing: { readonly id: string } }) {
  const t = useT(filingTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const [form] = Form.useForm<Values>();
  const [checked, setChecked] = useState(false);
  const products = useAsk(contracts.catalogue.products, { published: true, limit: 200 }).data?.items ?? [];
  const { send, busy, problem } = useSend(contracts.lending.ratePanel);
  const seats = (Form.useWatch('seats', form) as Values['seats'] | undefined) ?? [];
  const mean = meanOf(seats.map((seat) => scoreOf(seat?.score)));
  const names = seats.map((seat) => seat?.seat?.trim());
  const twice = new Set(names).size !== names.length;
  const submit = async ({ productId, seats: filled }: Values): Promise<void> => {
    if (twice) return;
    await send({ filingId: filing.id, productId, ratings: filled.map(({ seat, score }) => ({ seat: seat.trim(), score: scoreOf(score)! })) });
  };
  const only = products.length === 1 ? products[0]!.id : undefined;
  return (
    <Form form={form} key={only ?? 'choose'} layout="vertical" requiredMark={false} initialValues={{ productId: only, seats: usualSeats.map((seat) => ({ seat, score: '' })) }} onFinish={(values) => void submit(values)}>
      <p className="gb-muted gb-more">{t('panelHint')}</p>
      <Form.Item name="productId" label={t('product')} rules={[{ required: true, message: common('required') }]} style={{ maxWidth: 520, marginTop: 12 }}><Select options={products.map((product) => ({ value: product.id, label: pick({ zh: product.nameZh, en: product.nameEn }) }))} /></Form.Item>
      <ol className="gb-seats">
        {usualSeats.map((usual, index) => (
          <li key={usual}>
            <Form.Item name={['seats', index, 'seat']} rules={[{ required: true, whitespace: true, message: common('required') }]}><Input maxLength={20} autoComplete="off" aria-label={t('seat', { index: index + 1 })} /></Form.Item>
            <Form.Item name={['seats', index, 'score']} rules={[{ validator: (_, value?: string) => (scoreOf(value) === undefined ? Promise.reject(new Error(t('scoreWrong'))) : Promise.resolve()) }]}><Input inputMode="numeric" maxLength={3} autoComplete="off" className="gb-figures" aria-label={`${t('seat', { index: index + 1 })} ${t('score')}`} placeholder={t('score')} /></Form.Item>
          </li>
        ))}
      </ol>
      <p className="gb-mean" role="status"><span>{t('mean')}</span><span className="gb-figures">{mean ?? '--'}</span></p>
      {twice && <p className="gb-tone-stop" role="alert">{t('seatsWrong')}</p>}
      {problem !== undefined && <ErrorNotice problem={problem} />}
      <Checkbox checked={checked} onChange={(event) => setChecked(event.target.checked)}>{t('checked')}</Checkbox>
      <div className="gb-form-foot gb-form"><Button type="primary" htmlType="submit" disabled={!checked} loading={busy}>{t('submitRating')}</Button></div>
    </Form>
  );
}
