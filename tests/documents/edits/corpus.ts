import { englishRecords } from '../read/records/english.ts'
import { germanRecords } from '../read/records/german.ts'
import { madrRecords } from '../read/records/madr.ts'
import { nygardRecords } from '../read/records/nygard.ts'
import { oddRecords } from '../read/records/odd.ts'
import { readSeed, seedHashes } from '../read/seeds.ts'

const records = [
  ...madrRecords,
  ...nygardRecords,
  ...germanRecords,
  ...englishRecords,
  ...oddRecords,
]

/** Names and texts of everything edits are tried on. */
export const corpus: readonly (readonly [name: string, text: string])[] = [
  ...seedHashes.map((_, index) => [`seed ${index}`, readSeed(index)] as const),
  ...records.map(([name, text]) => [name, text] as const),
]
