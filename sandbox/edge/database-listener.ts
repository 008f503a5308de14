import { createServer, type Socket } from 'node:net'
import type { PortBook } from '../ports.ts'

export interface DatabaseListener {
  readonly port: number
  start(): Promise<void>
  /** Refuses connections until the next start. */
  stop(): Promise<void>
}

/**
 * Stands for a database server as far as a connection check can tell: it accepts connections and holds them.
 * It does not speak a database protocol.
 */
export async function startDatabaseListener(
  name: string,
  ports: PortBook,
): Promise<DatabaseListener> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.resume()
  })
  const port = await ports.listen(name, server)
  return {
    port,
    start() {
      if (server.listening) return Promise.resolve()
      return new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen({ host: '127.0.0.1', port }, () => {
          server.off('error', reject)
          resolve()
        })
      })
    },
    stop() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
