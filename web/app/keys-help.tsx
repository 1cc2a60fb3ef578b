import { Kbd, Modal } from '@mantine/core'
import { words } from '../words/words.ts'

/** All keys of the pages. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={words.keys.title} closeButtonProps={{ 'aria-label': words.close }}>
      <dl className="facts">
        {words.keys.lines.map(([key, meaning]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
