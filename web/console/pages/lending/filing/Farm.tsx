import { Button, Checkbox, Form, Input } from 'antd';
import { contracts } from '#contracts';
import { amountInWords } from '#kernel';
import { ErrorNotice, Mark, useT } from '#kit';
import { useSend } from '../../../api.ts';
import { commonTexts } from '../../../i18n/common.ts';
import { actionTexts, filingTexts } from '../../../i18n/lending.ts';
import { muHundredths } from '../rules.ts';
import type { Chosen } from './Household.tsx';
import { minorOrNone } from './rules.ts';

type Values = { acreage: string; trees: string; income: string; debt: string; greyList?: boolean };

/** The farm as the household tells it; then it is filed. */
export function Farm({ villageId, villageName, chosen, onBack, onFiled }: { villageId: string; villageName: string; chosen: Chosen; onBack: () => void; onFiled: (filingId: string) => void }) {
  const t = useT(filingTexts);
  const actions = useT(actionTexts);
  const { send, busy, problem } = useSend(contracts.lending.fileHousehold);
  const submit = async ({ acreage, trees, income, debt, greyList }: Values): Promise<void> => {
    const reply = await send({ villageId, householdId: chosen.householdId, acreageMuHundredths: muHundredths(acreage)!, trees: Number(trees), annualIncomeMinor: minorOrNone(income)!, otherDebtMinor: minorOrNone(debt)!, greyList: greyList ?? false });
    if (reply?.status === 'succeeded') onFiled(reply.value.filingId);
  };
  return (
    <Form layout="vertical" requiredMark={false} className="gb-form" initialValues={{ debt: '0' }} onFinish={(values: Values) => void submit(values)}>
      <p className="gb-said"><span className="gb-tone-good"><Mark tone="good" sizePixels={16} /></span><strong>{villageName} · {t('headOf', { name: chosen.headName })}</strong></p>
      <p className="gb-muted gb-more" style={{ margin: '8px 0 16px' }}>{t('farmHint')}</p>
      <div className="gb-row">
        <Form.Item name="acreage" label={actions('acreage')} rules={[{ required: true, validator: (_, value?: string) => (muHundredths(value) === undefined ? Promise.reject(new Error(actions('acreageWrong'))) : Promise.resolve()) }]}><Input inputMode="decimal" autoComplete="off" className="gb-figures" /></Form.Item>
        <Form.Item name="trees" label={t('trees')} rules={[{ required: true, pattern: /^\d{1,6}$/, message: actions('numberWrong') }]}><Input inputMode="numeric" autoComplete="off" className="gb-figures" /></Form.Item>
      </div>
      <div className="gb-row"><Money name="income" label={t('income')} /><Money name="debt" label={t('debt')} /></div>
      <Form.Item name="greyList" valuePropName="checked"><Checkbox>{t('onGreyList')}</Checkbox></Form.Item>
      {problem !== undefined && <ErrorNotice problem={problem} />}
      <div className="gb-form-foot"><Button onClick={onBack}>{t('back')}</Button><Button type="primary" htmlType="submit" loading={busy}>{t('fileNow')}</Button></div>
    </Form>
  );
}

/** An amount in yuan that may be nought, with its words below. */
function Money({ name, label }: { name: string; label: string }) {
  const t = useT(filingTexts);
  const common = useT(commonTexts);
  const minor = minorOrNone(Form.useWatch(name) as string | undefined);
  return (
    <Form.Item name={name} label={`${label}（${common('yuan')}）`} extra={minor === undefined || minor === '0' ? undefined : amountInWords(BigInt(minor))} rules={[{ validator: (_, value?: string) => (minorOrNone(value) === undefined ? Promise.reject(new Error(t('amountOrNone'))) : Promise.resolve()) }]}>
      <Input inputMode="decimal" autoComplete="off" className="gb-figures" maxLength={22} />
    </Form.Item>
  );
}
