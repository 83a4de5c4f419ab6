-- Several people in one store: who knows what (E-03), keys to be renewed, leases of administrator rights (E-06).
-- tables + member rekey lease
-- triggers + member_fixed member_kept lease_fixed lease_kept lease_decided_by_another
CREATE TABLE `lease` (
	`id` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`role` text NOT NULL,
	`hours` integer NOT NULL,
	`epoch` integer NOT NULL,
	`sealed` blob NOT NULL,
	`at` text NOT NULL,
	`decided_by` text,
	`decided_at` text,
	`until` text,
	`signature` blob,
	`ended_at` text,
	`ended_by` text
);
--> statement-breakpoint
CREATE INDEX `lease_account` ON `lease` (`account`);--> statement-breakpoint
CREATE TABLE `member` (
	`id` text PRIMARY KEY NOT NULL,
	`dossier` text NOT NULL,
	`account` text NOT NULL,
	`role` text NOT NULL,
	`until` text,
	`epoch` integer NOT NULL,
	`sealed` blob NOT NULL,
	`granter` text NOT NULL,
	`at` text NOT NULL,
	`signature` blob NOT NULL,
	`ended_at` text,
	`ended_by` text,
	FOREIGN KEY (`dossier`) REFERENCES `dossier`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `member_one` ON `member` (`dossier`,`account`) WHERE "member"."ended_at" is null;--> statement-breakpoint
CREATE INDEX `member_account` ON `member` (`account`);--> statement-breakpoint
CREATE TABLE `rekey` (
	`dossier` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`dossier`) REFERENCES `dossier`(`id`) ON UPDATE no action ON DELETE no action
);
