import type { Server } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import { findJson, writeJson } from './files.ts'

const loopback = '127.0.0.1'

export interface PortBook {
  /** Listens on the port this name had last time if it is free, on any free one otherwise. */
  listen(name: string, server: Server): Promise<number>
}

/** Remembers in the folder which loopback port each of the sandbox's servers had. */
export function openPortBook(home: string): PortBook {
  const file = join(home, 'ports.json')
  const ports = z.record(z.string(), z.int()).parse(findJson(file) ?? {})
  return {
    async listen(name, server) {
      const port = await listenPreferring(server, ports[name] ?? 0)
      ports[name] = port
      writeJson(file, ports)
      return port
    },
  }
}

async function listenPreferring(server: Server, preferred: number): Promise<number> {
  try {
    return await listenOn(server, preferred)
  } catch (error) {
    if (preferred === 0 || !isPortRefusal(error)) throw error
    return listenOn(server, 0)
  }
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: loopback, port }, () => {
      server.off('error', reject)
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('Not a TCP server.'))
      else resolve(address.port)
    })
  })
}

function isPortRefusal(error: unknown) {
  return (
    error instanceof Error &&
    'code' in error &&
    ['EADDRINUSE', 'EACCES'].includes(String(error.code))
  )
}
