// What is shown from the join on: fetched while the person types a name.
import { LeftPage } from './LeftPage.tsx';
import { RoomPage } from './RoomPage.tsx';

export const roomPages = { LeftPage, RoomPage };
