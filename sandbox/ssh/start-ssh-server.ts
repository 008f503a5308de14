import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import ssh2 from 'ssh2'
import type { PortBook } from '../ports.ts'
import { programs } from './commands/index.ts'
import { createFaults, type Faults } from './faults.ts'
import { openSshKey, type SshKey } from './keys.ts'
import type { ServerHost } from './server-host.ts'
import { toShellWords } from './shell-words.ts'

export interface LedgerEntry {
  readonly at: string
  readonly line: string
  /** Null while it runs, and for one that never ended. */
  exitCode: number | null
}

export interface SshServer {
  readonly port: number
  readonly fingerprint: string
  readonly faults: Faults
  /** Every command that was asked for, oldest first. */
  readonly ledger: readonly LedgerEntry[]
  /** Connections that were made so far. */
  readonly connections: () => number
  stop(): Promise<void>
}

export interface SshServerOptions {
  /** Name in the book of ports and of the key files. */
  readonly name: string
  /** Folder for host keys. */
  readonly folder: string
  readonly ports: PortBook
  readonly user: string
  /** The one key that may log in. */
  readonly clientKey: SshKey
  readonly toHost: (faults: Faults) => ServerHost
}

const keptEntries = 2_000
const slowMs = 3_000

/** An sshd for one host: public key only, no terminal, and nothing but the commands of `commands/`. */
export async function startSshServer(options: SshServerOptions): Promise<SshServer> {
  const file = options.name.replaceAll('/', '-')
  const key = openSshKey(join(options.folder, `${file}-host-key`), options.name)
  const otherKey = openSshKey(join(options.folder, `${file}-other-host-key`), options.name)
  const faults = createFaults()
  const ledger: LedgerEntry[] = []
  const serve = createSession(options, faults, ledger)
  const usual = new ssh2.Server({ hostKeys: [key.privateKey] }, serve)
  const wrong = new ssh2.Server({ hostKeys: [otherKey.privateKey] }, serve)
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    const chosen = faults.take('wrong-host-key') ? wrong : usual
    chosen.injectSocket(socket)
  })
  const port = await options.ports.listen(options.name, server)
  return {
    port,
    fingerprint: key.fingerprint,
    faults,
    ledger,
    connections: () => connections,
    stop() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function createSession(options: SshServerOptions, faults: Faults, ledger: LedgerEntry[]) {
  const host = options.toHost(faults)
  return (client: ssh2.Connection) => {
    const gone = new AbortController()
    client.on('error', () => client.end())
    client.once('close', () => gone.abort())
    client.on('authentication', (attempt) => {
      const isAllowed = isRightKey(attempt, options) && !faults.take('denied')
      if (isAllowed) attempt.accept()
      else attempt.reject(['publickey'])
    })
    client.on('session', (accept, reject) => {
      if (faults.take('no-sessions')) return reject()
      const session = accept()
      session.on('exec', (acceptExec, _reject, { command }) => {
        const entry: LedgerEntry = { at: new Date().toISOString(), line: command, exitCode: null }
        ledger.push(entry)
        if (ledger.length > keptEntries) ledger.shift()
        const killed = new AbortController()
        session.on('signal', () => killed.abort())
        session.once('close', () => killed.abort())
        const signal = AbortSignal.any([gone.signal, killed.signal])
        void run({ channel: acceptExec(), client, command, host, faults, signal }).then((code) => {
          entry.exitCode = code
        })
      })
    })
  }
}

function isRightKey(
  attempt: ssh2.AuthContext,
  { user, clientKey }: Pick<SshServerOptions, 'user' | 'clientKey'>,
): boolean {
  if (attempt.method !== 'publickey' || attempt.username !== user) return false
  if (!attempt.key.data.equals(clientKey.publicKey)) return false
  // The first attempt only asks whether the key would do.
  if (!attempt.signature || !attempt.blob) return true
  const key = ssh2.utils.parseKey(clientKey.privateKey)
  return !(key instanceof Error) && key.verify(attempt.blob, attempt.signature) === true
}

interface Run {
  readonly channel: ssh2.ServerChannel
  readonly client: ssh2.Connection
  readonly command: string
  readonly host: ServerHost
  readonly faults: Faults
  readonly signal: AbortSignal
}

/** Runs one command to its end; null when it never came to one. */
async function run({
  channel,
  client,
  command,
  host,
  faults,
  signal,
}: Run): Promise<number | null> {
  channel.on('error', () => channel.close())
  if (faults.take('hang', command)) return null
  if (faults.take('drop', command)) {
    client.end()
    return null
  }
  if (faults.take('slow', command)) await wait(slowMs)
  if (faults.take('silent', command)) return end(channel, 0)
  if (faults.take('forbidden', command)) {
    channel.stderr.write('sh: 1: Permission denied\n')
    return end(channel, 126)
  }
  if (faults.take('garbage', command)) {
    channel.write(Buffer.from([0, 255, 27, 91, 50, 74, 10, 123, 34, 10]))
    return end(channel, 0)
  }
  const words = toShellWords(command)
  const [program = '', ...parameters] = words ? words.slice(countEnvironment(words)) : []
  const found = Object.hasOwn(programs, program) ? programs[program] : undefined
  if (!found) {
    channel.stderr.write(`sh: 1: ${program || 'syntax error'}: not found\n`)
    return end(channel, 127)
  }
  const code = await found(parameters, {
    host,
    line: command,
    signal,
    write: (output) => void channel.write(output),
    complain: (error) => void channel.stderr.write(error),
  })
  return signal.aborted ? null : end(channel, code)
}

/** `env NAME=VALUE…` before the program. */
function countEnvironment(words: readonly string[]): number {
  if (words[0] !== 'env') return 0
  const program = words.findIndex((word, index) => index > 0 && !/^[A-Z_]+=/.test(word))
  return program < 0 ? words.length : program
}

function end(channel: ssh2.ServerChannel, code: number): number {
  channel.exit(code)
  channel.end()
  return code
}
