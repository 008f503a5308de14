import { createHash } from 'node:crypto'
import { HostingError } from '../failure.ts'
import { type Connection, type ConnectOptions, connect, type Login } from './connection.ts'

/** A connection lent for one command. */
export interface Lease {
  readonly connection: Connection
  /** Gives it back; `retire` keeps it from being lent again, as after a command that hung. */
  release(options?: { readonly retire?: boolean }): void
}

export interface ConnectionPool {
  /**
   * Commands that stay for long have connections of their own, so that they cannot hold up the short ones. A short one
   * waits while as many run as a connection carries; a long one is `throttled` then.
   */
  lease(login: Login, use: 'command' | 'stream'): Promise<Lease>
  /** Ends every connection at once. */
  close(): void
}

export interface PoolOptions extends ConnectOptions {
  /** How long a connection may wait for its next command. */
  readonly idleMs: number
  /** Sessions at the same time over one connection; sshd's own default for MaxSessions is 10. */
  readonly maxSessions: number
  readonly maxConnections: number
}

interface Shared {
  readonly connection: Promise<Connection>
  open: Connection | null
  sessions: number
  retired: boolean
  idle: NodeJS.Timeout | undefined
  /** Commands that wait until another one ends. */
  readonly waiting: (() => void)[]
}

/** Keeps one connection for each login and use for a while, so that asking a host again costs no handshake. */
export function createConnectionPool(options: PoolOptions): ConnectionPool {
  const pool = new Map<string, Shared>()

  const remove = (key: string, shared: Shared) => {
    if (pool.get(key) === shared) pool.delete(key)
    for (const wake of shared.waiting.splice(0)) wake()
  }

  const find = (key: string, login: Login): Shared => {
    const known = pool.get(key)
    return known && (known.open?.isOpen() ?? true) ? known : add(key, login)
  }

  const add = (key: string, login: Login): Shared => {
    if (pool.size >= options.maxConnections) dropIdle(pool)
    const shared: Shared = {
      connection: connect(login, options),
      open: null,
      sessions: 0,
      retired: false,
      idle: undefined,
      waiting: [],
    }
    pool.set(key, shared)
    shared.connection.then(
      (connection) => {
        shared.open = connection
        void connection.closed.then(() => remove(key, shared))
      },
      () => remove(key, shared),
    )
    return shared
  }

  const release = (key: string, shared: Shared, retire: boolean) => {
    shared.sessions -= 1
    shared.waiting.shift()?.()
    if (retire) {
      shared.retired = true
      remove(key, shared)
    }
    if (shared.sessions > 0) return
    if (shared.retired) shared.open?.destroy()
    else shared.idle = setTimeout(() => shared.open?.destroy(), options.idleMs)
    shared.open?.socket.unref()
    shared.idle?.unref()
  }

  return {
    async lease(login, use) {
      const key = toKey(login, use)
      let shared = find(key, login)
      while (shared.sessions >= options.maxSessions) {
        if (use === 'stream') throw tooManySessions(login)
        await nextTurn(shared)
        shared = find(key, login)
      }
      shared.sessions += 1
      clearTimeout(shared.idle)
      try {
        const connection = await shared.connection
        connection.socket.ref()
        return {
          connection,
          release: once((how?: { readonly retire?: boolean }) =>
            release(key, shared, how?.retire ?? false),
          ),
        }
      } catch (error) {
        shared.sessions -= 1
        throw error
      }
    },
    close() {
      for (const { connection } of pool.values()) {
        connection.then((open) => open.destroy()).catch(() => undefined)
      }
      pool.clear()
    },
  }
}

function nextTurn({ waiting }: Shared): Promise<void> {
  return new Promise((resolve) => waiting.push(resolve))
}

/** Another key, user or pinned host key is another connection: what was checked for one does not hold for the other. */
function toKey({ target, user, credential, pinned }: Login, use: string): string {
  const parts = [target.host, target.port, user, pinned, credential.privateKey, use]
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64')
}

function dropIdle(pool: ReadonlyMap<string, Shared>): void {
  const idle = [...pool.values()].find(({ sessions }) => sessions === 0)
  if (!idle) {
    throw new HostingError('throttled', 'Too many hosts are being asked at the same time.', {
      retryAfterSeconds: 10,
    })
  }
  idle.open?.destroy()
}

function tooManySessions({ user, target }: Login): HostingError {
  return new HostingError(
    'throttled',
    `${user}@${target.host} already has as many journals open as one connection carries.`,
    { retryAfterSeconds: 5 },
  )
}

function once<T>(run: (value?: T) => void): (value?: T) => void {
  let done = false
  return (value) => {
    if (done) return
    done = true
    run(value)
  }
}
