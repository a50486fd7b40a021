import { LivePage } from '@/components/live-page';

export default function Page() {
  return <LivePage />;
}
