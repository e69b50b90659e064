import { Form, Input, type FormRule } from 'antd';
import { amountInWords } from '#kernel';
import { useT } from '#kit';
import { commonTexts } from '../i18n/common.ts';
import { typedMinor } from './values.ts';

export { typedMinor } from './values.ts';

/** A field for an amount in yuan, with its words below while it is typed: a slipped zero shows at once. `rule` is one more that it must meet. */
export function AmountField({ name, label, rule }: { name: string; label: string; rule?: FormRule }) {
  const t = useT(commonTexts);
  const typed = typedMinor(Form.useWatch(name) as string | undefined);
  return (
    <Form.Item name={name} label={`${label}（${t('yuan')}）`} extra={typed === undefined ? undefined : amountInWords(BigInt(typed))}
      rules={[{ required: true, message: t('required') }, { validator: (_, value: string | undefined) => (value === undefined || value === '' || typedMinor(value) !== undefined ? Promise.resolve() : Promise.reject(new Error(t('amountWrong')))) }, ...(rule === undefined ? [] : [rule])]}>
      <Input inputMode="decimal" autoComplete="off" className="gb-figures" maxLength={22} />
    </Form.Item>
  );
}
