import { NotFoundState } from '#components/shell/not-found-state.tsx'

export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl py-16">
      <NotFoundState />
    </main>
  )
}
