import { Empty, PageFrame, Section, useT } from '#kit';
import { shellTexts } from '../i18n/shell.ts';
import { useSession } from './session.ts';

/** The first page after sign-in, until a role has a desk of its own. */
export default function Welcome() {
  const t = useT(shellTexts);
  const { user } = useSession();
  return <PageFrame title={t('home')}><Section><Empty title={t('welcome', { name: user?.name ?? '' })}>{t('welcomeLead')}</Empty></Section></PageFrame>;
}
