export { applyEdits, type EditProblem, type EditResult } from './edits/apply-edits.ts'
export {
  type RecordInput,
  type SpikeInput,
  toRecordMarkdown,
  toSpikeMarkdown,
} from './edits/templates.ts'
export {
  findDocumentFault,
  readDocument,
} from './read/read-document.ts'
export * from './store/index.ts'
