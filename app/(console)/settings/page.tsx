import { SettingsPage } from '@/components/settings/settings-page';
import { minimumPasswordLength } from '@/lib/domain/api/session';
import { license, version } from '@/package.json';

export default function Page() {
  return <SettingsPage facts={{ version, licence: license, minimumPasswordLength }} />;
}
