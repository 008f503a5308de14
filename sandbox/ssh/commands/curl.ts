import { findProcess, type Session } from '../server-host.ts'

const expected = '-fsS -o /dev/null -m 5 http://127.0.0.1/'

/** `curl` to the reverse proxy: the component that stands for it is really asked. */
export async function curl(parameters: readonly string[], session: Session): Promise<number> {
  if (parameters.join(' ') !== expected) return 2
  const { proxyUnit } = session.host.server
  const port = proxyUnit ? findProcess(session.host, proxyUnit)?.port : null
  if (!port) {
    session.complain('curl: (7) Failed to connect to 127.0.0.1 port 80\n')
    return 7
  }
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(5_000) })
    await answer.body?.cancel()
    return answer.ok ? 0 : 22
  } catch {
    return 7
  }
}
