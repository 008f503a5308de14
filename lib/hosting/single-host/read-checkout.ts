import type { HostClient } from './client.ts'
import { firstLine, oddAnswer, requireOutput } from './command-failure.ts'
import { type Command, describeCheckout, readCheckoutTime, readHead } from './commands.ts'
import type { ReleaseOnDisk } from './map-unit.ts'
import { orNull } from './read-units.ts'

/** What lies in the checkout on the host. Throws where git cannot say which commit that is. */
export async function readCheckout(
  client: HostClient,
  folder: string,
  signal: AbortSignal,
): Promise<ReleaseOnDisk> {
  const [head, version, time] = await Promise.all([
    ask(client, readHead(folder), /^[0-9a-f]{40,64}$/, signal),
    orNull(ask(client, describeCheckout(folder), /^\S{1,200}$/, signal)),
    orNull(ask(client, readCheckoutTime(folder), /^\d{1,12}$/, signal)),
  ])
  return {
    commitSha: head,
    version,
    checkedOutAt: time === null ? null : new Date(Number(time) * 1_000),
  }
}

async function ask(
  client: HostClient,
  command: Command,
  expected: RegExp,
  signal: AbortSignal,
): Promise<string> {
  const answer = firstLine(requireOutput(client.name, command, await client.run(command, signal)))
  if (!expected.test(answer)) throw oddAnswer(client.name, command)
  return answer
}
