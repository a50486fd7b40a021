import type { FleetValues } from '@/lib/fleet/protocol/fleet-settings';
import type { FleetMessages } from '@/lib/i18n/fleet/messages';
import type { FieldNames } from './field-names';

/** What is set here. */
export function SettingList(props: {
  readonly values: FleetValues;
  readonly labels: FieldNames;
  readonly messages: FleetMessages['settings'];
  readonly onStore: (values: FleetValues) => void;
}) {
  const { values, labels, messages, onStore } = props;
  const entries = Object.entries(values);
  if (entries.length === 0) return <p className="mb-3">{messages.none}</p>;
  return (
    <ul className="mb-3 flex flex-col gap-1">
      {entries.map(([name, value]) => (
        <li key={name} className="flex flex-wrap items-center gap-2" data-fleet-setting={name}>
          <span>{labels[name] ?? name}:</span>
          <b className="break-all">{typeof value === 'string' ? value : JSON.stringify(value)}</b>
          <button
            type="button"
            aria-label={messages.remove(labels[name] ?? name)}
            className="min-h-8 min-w-8 rounded-lg border border-line"
            onClick={() => onStore(Object.fromEntries(entries.filter(([one]) => one !== name)))}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}
