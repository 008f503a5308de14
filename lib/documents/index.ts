export {
  type DocumentFault,
  findDocumentFault,
  readDocument,
} from './read/document.ts'
