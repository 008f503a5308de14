/** Words of an item; what stands between backticks is set as code, everything else as it is. */
export function ItemText({ text }: { readonly text: string }) {
  const parts = [...text.matchAll(/`([^`]+)`|[^`]+|`/g)]
  return (
    <span dir="auto" className="wrap-anywhere">
      {parts.map(({ 0: whole, 1: code, index }) =>
        code === undefined ? (
          whole
        ) : (
          <code key={index} className="rounded-sm bg-sunken px-1 text-[0.9em]">
            {code}
          </code>
        ),
      )}
    </span>
  )
}
