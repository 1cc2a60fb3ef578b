// How Terraform has its plans checked: the address, the key, and what becomes of images that nobody knows.
import { Button, Group, Select } from '@mantine/core'
import { useState } from 'react'
import type { Permits } from '../asking/permissions.ts'
import { inProject, type Project } from '../asking/place.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { useChange } from '../asking/use-change.ts'
import { Answered } from '../parts/answered.tsx'
import { ConfirmedChange } from '../parts/confirmed-change.tsx'
import { Copyable } from '../parts/copyable.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { Fact } from '../parts/fact.tsx'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { settingsWords } from '../words/settings-words.ts'

const said = settingsWords.runTask
type Behaviour = keyof typeof said.behaviours
const behaviours = Object.entries(said.behaviours).map(([value, label]) => ({ value: value as Behaviour, label }))
const SELDOM = 60_000

interface RunTaskSettingsProps {
  readonly project: Project
  readonly permits: Permits
}

export function RunTaskSettings({ project, permits }: RunTaskSettingsProps) {
  const [isKeyShown, setKeyShown] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const params = inProject(project)
  const task = { params: { ...params, task_type: 'validation' } }
  const answer = useAnswer('PackerService_GetRegistryTFCRunTaskAPI', task, { again: SELDOM })
  const config = useAnswer('PackerService_GetRunTaskConfig', { params }, { again: SELDOM })
  const configure = useChange('PackerService_UpdateRunTaskConfig')
  const regeneration = { params, body: {} }
  return (
    <section className="panel" aria-labelledby="run-task">
      <h2 id="run-task">{said.title}</h2>
      <p>{said.says}</p>
      <Answered answer={answer} lines={2}>
        {({ api_url: url, hmac_key: key }) => (
          <dl className="facts">
            <Fact name={said.url}>
              <Copyable text={url} label={said.url} />
            </Fact>
            <Fact name={said.key}>
              {isKeyShown && <Copyable text={key} label={said.key} />}{' '}
              <Button
                size="xs"
                onClick={() => {
                  setKeyShown(!isKeyShown)
                }}
              >
                {isKeyShown ? said.hide : said.show}
              </Button>
            </Fact>
          </dl>
        )}
      </Answered>
      {config.data && (
        <Select
          mt="md"
          maw={320}
          label={said.untracked}
          data={behaviours}
          value={config.data.on_untracked_image}
          allowDeselect={false}
          disabled={configure.isPending || !permits('packer.run-tasks.update')}
          onChange={(value) => {
            if (value !== null) configure.mutate({ params, body: { on_untracked_image: value } })
          }}
        />
      )}
      {configure.error && <ErrorNote error={configure.error} />}
      <Group mt="md">
        <PermittedButton
          permits={permits}
          permission="packer.run-tasks.update"
          onClick={() => {
            setAsked(true)
          }}
        >
          {said.regenerate}
        </PermittedButton>
      </Group>
      {isAsked && (
        <ConfirmedChange
          operation="PackerService_RegenerateTFCRunTaskHmacKey"
          request={regeneration}
          title={said.regenerate}
          action={said.regenerate}
          onClose={() => {
            setAsked(false)
          }}
        >
          <p>{said.regenerating}</p>
        </ConfirmedChange>
      )}
    </section>
  )
}
