/** One statement of the least rights that suffice. */
export interface PolicyStatement {
  readonly sid: string
  readonly actions: readonly string[]
  readonly resources: readonly string[]
}

/** The policy document, as the console takes it. */
export function toPolicyText(statements: readonly PolicyStatement[]): string {
  const document = {
    Version: '2012-10-17',
    Statement: statements.map(({ sid, actions, resources }) => ({
      Sid: sid,
      Effect: 'Allow',
      Action: actions,
      Resource: resources,
    })),
  }
  return JSON.stringify(document, null, 2)
}
