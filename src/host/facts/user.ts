import type { FactContext, FactGroup, Facts } from './context.ts';

/** The user the run works as, from the host's /etc/passwd. */
export const userFacts: FactGroup = {
  collector: 'user',
  names: [
    ...['user_id', 'user_uid', 'user_gid', 'user_gecos', 'user_dir', 'user_shell'],
    ...['real_user_id', 'effective_user_id', 'real_group_id', 'effective_group_id'],
  ],
  gather,
};

function gather({ files, environment }: FactContext): Facts {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  const { LOGNAME, USER, LNAME, USERNAME } = environment;
  const users = files.users();
  const name = LOGNAME || USER || LNAME || USERNAME || users.find((user) => user.uid === uid)?.name;
  const entry = users.find((user) => user.name === name) ?? users.find((user) => user.uid === uid);
  return {
    user_id: name ?? String(uid),
    ...(entry === undefined ? {} : { user_uid: entry.uid, user_gid: entry.gid, user_gecos: entry.comment }),
    ...(entry === undefined ? {} : { user_dir: entry.home, user_shell: entry.shell }),
    real_user_id: uid,
    effective_user_id: process.geteuid?.() ?? uid,
    real_group_id: gid,
    effective_group_id: gid,
  };
}
