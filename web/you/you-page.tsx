// The page of the signed-in user: the colour scheme, the link to how they sign in, and their e-mail subscriptions.
import { type MantineColorScheme, Radio, Stack, useMantineColorScheme } from '@mantine/core'
import { PageHead } from '../parts/page-head.tsx'
import { youWords } from '../words/you-words.ts'
import { EmailSubscriptions } from './email-subscriptions.tsx'

const schemes = Object.entries(youWords.schemes) as [MantineColorScheme, string][]

export function YouPage() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <PageHead title={youWords.title} />
      <Stack>
        <section className="panel">
          <Radio.Group
            label={youWords.scheme}
            value={colorScheme}
            onChange={(value) => {
              setColorScheme(value)
            }}
          >
            <Stack gap="xs" mt="xs">
              {schemes.map(([value, label]) => (
                <Radio key={value} value={value} label={label} />
              ))}
            </Stack>
          </Radio.Group>
        </section>
        <section className="panel">
          <a href="/account">{youWords.account}</a>
          <p className="quiet">{youWords.accountHint}</p>
        </section>
        <section className="panel">
          <EmailSubscriptions />
        </section>
      </Stack>
    </>
  )
}
