import { readFileSync } from 'node:fs'

/** The five documents this reader was made for, byte for byte, by their SHA-256. */
export const seedHashes = [
  '2d94371487ca661db616b1ffb69aeab0df9f85432003a77d631e52de223e90e1',
  '19c5b20b831e6317e43ce42600bfd392ba79e787756311f66f3c7d8fe4850c9e',
  '1148041565efe05d184fe545e6ebcca82b52ae0c2a8cdbecd32565c48ed55efa',
  'b46dff2eed8c8c90b47f5b22c6defb999d5340afdbabb251f6a428408f38828f',
  '8f984dfdf0d5b52fbf31858f34f72954e5dc8a5c6c76932facbb03022b694300',
] as const

export function readSeedBytes(index: number): Buffer {
  return readFileSync(new URL(`../../fixtures/documents/seed-${index}.md`, import.meta.url))
}

export function readSeed(index: number): string {
  return readSeedBytes(index).toString('utf8')
}
