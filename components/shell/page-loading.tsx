import { Skeleton } from '#components/ui/skeleton.tsx'

/** Holds the place of a page's head and its list. */
export function PageLoading() {
  return (
    <div className="grid gap-4 p-4">
      <Skeleton className="h-7 w-48" />
      <Skeleton className="h-96 w-full" />
    </div>
  )
}
