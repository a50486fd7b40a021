import { FleetPage } from '@/components/fleet/fleet-page';

export const metadata = { robots: 'noindex' };

export default function Page() {
  return <FleetPage />;
}
