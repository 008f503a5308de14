/** Runs changes one at a time, in the order they came; one that fails does not hold up the next. */
export function createChangeQueue() {
  let last: Promise<unknown> = Promise.resolve()
  return <Result>(change: () => Promise<Result>): Promise<Result> => {
    const result = last.then(change)
    last = result.catch(() => undefined)
    return result
  }
}
