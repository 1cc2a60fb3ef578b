import { Kbd } from '@mantine/core'
import { Dialog } from '../parts/dialog.tsx'
import { Fact } from '../parts/fact.tsx'
import { words } from '../words/words.ts'

/** All keyboard shortcuts. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={words.keys.title} onClose={onClose}>
      <dl className="facts">
        {words.keys.lines.map(([key, meaning]) => (
          <Fact key={key} name={<Kbd>{key}</Kbd>}>
            {meaning}
          </Fact>
        ))}
      </dl>
    </Dialog>
  )
}
