export {
  type RecordInput,
  type SpikeInput,
  toRecordMarkdown,
  toSpikeMarkdown,
} from './edits/templates.ts'
export { readDocument } from './read/read-document.ts'
export * from './store/index.ts'
