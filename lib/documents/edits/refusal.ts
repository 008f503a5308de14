/** Why an edit cannot be made of this text. */
export const editReasons = [
  'unreadable_text',
  'option_not_found',
  'criterion_not_found',
  'task_not_found',
  'list_not_found',
  'step_not_found',
  'test_not_found',
  'broken_front_matter',
  'not_in_one_place',
  'reads_differently',
] as const
export type EditReason = (typeof editReasons)[number]

export class EditRefusal extends Error {
  readonly reason: EditReason

  constructor(reason: EditReason, message: string) {
    super(message)
    this.reason = reason
  }
}
