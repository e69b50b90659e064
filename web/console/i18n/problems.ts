import type { BothLanguages } from '#kit';

/** What every failure says beside the server's own words. */
export const problemTexts = {
  unreached: { zh: '没有连上服务器', en: 'The server was not reached' },
  unreachedKept: { zh: '已填写的内容仍在；同一笔再次提交不会重复办理。', en: 'What you filled in is still here; sending it again cannot count twice.' },
  unreachedTodo: { zh: '检查网络后再试一次。', en: 'Check the network and try again.' },
  nothingChanged: { zh: '没有任何变更，已填写的内容仍在。', en: 'Nothing was changed; what you filled in is still here.' },
  signInAgain: { zh: '重新登录后继续。', en: 'Sign in again to go on.' },
  askSomeone: { zh: '请有权限的同事办理。', en: 'A colleague with the authority can do it.' },
  lookAgain: { zh: '重新查看最新情况后再办理。', en: 'Look at how things stand now, then decide.' },
  later: { zh: '稍后再试；同一笔再次提交不会重复办理。', en: 'Try again shortly; sending the same again cannot count twice.' },
} as const satisfies Record<string, BothLanguages>;
