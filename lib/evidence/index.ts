export { evaluateThreshold, type Threshold } from './evaluate.ts'
export { getMeasures } from './get-measures.ts'
export { type MeasureRequest, measureStage } from './measure-stage.ts'
export { type MeasureAnswer, measureAnswerSchema, measureListSchema } from './schemas.ts'
