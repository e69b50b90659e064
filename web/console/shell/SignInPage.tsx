import { Button, Form, Input } from 'antd';
import { ErrorNotice, Seal, useT, type Problem } from '#kit';
import { shellTexts } from '../i18n/shell.ts';
import { Landscape } from './Landscape.tsx';
import { Preferences } from './Preferences.tsx';
import type { RoleCard } from './types.ts';

export type SignInPageProps = { bankName: string; demo: boolean; cards: readonly RoleCard[]; busy?: boolean; problem?: Problem; onSignIn: (login: string, password: string) => void; onCard: (principalId: string) => void };

/** Sign-in: in a demonstration one card per role, always an ordinary form. */
export function SignInPage({ bankName, demo, cards, busy = false, problem, onSignIn, onCard }: SignInPageProps) {
  const t = useT(shellTexts);
  const withCards = demo && cards.length > 0;
  return (
    <div className="gb-sign-in">
      <header><Preferences /></header>
      <main id="main">
        <div className="gb-sign-in-name">
          <Seal heightPixels={72} label={t('product')} />
          <div><h1>{bankName}</h1><p>{t('motto')}</p></div>
          {demo && <p className="gb-demo" title={t('demoHelp')}><strong>{t('demo')}</strong>{t('demoHelp')}</p>}
        </div>
        {problem !== undefined && <ErrorNotice problem={problem} />}
        {withCards && (
          <section aria-labelledby="gb-cards-lead">
            <h2 id="gb-cards-lead">{t('cardsLead')}</h2>
            <ul className="gb-role-cards">
              {cards.map((card) => (
                <li key={card.principalId}>
                  <button type="button" disabled={busy} onClick={() => onCard(card.principalId)}>
                    <strong>{card.role}</strong><span>{card.name} · {card.unit}</span>{card.hint !== undefined && <small>{card.hint}</small>}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
        <section aria-labelledby="gb-form-lead" className="gb-sign-in-form">
          <h2 id="gb-form-lead">{withCards ? t('orForm') : t('signInLead')}</h2>
          <Form layout="vertical" requiredMark={false} onFinish={({ login, password }: { login: string; password: string }) => onSignIn(login.trim(), password)}>
            <Form.Item name="login" label={t('login')} rules={[{ required: true, whitespace: true, message: t('needLogin') }]}><Input autoComplete="username" autoFocus={!withCards} /></Form.Item>
            <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('needPassword') }]}><Input.Password autoComplete="current-password" /></Form.Item>
            <Button type={withCards ? 'default' : 'primary'} htmlType="submit" loading={busy} block>{t('signIn')}</Button>
          </Form>
        </section>
      </main>
      <Landscape />
    </div>
  );
}
