import { KioskPage } from '@/components/kiosk/kiosk-page';

export default function Page() {
  return <KioskPage />;
}
