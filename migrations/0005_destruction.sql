-- 销毁清册 (E-12): what was destroyed stays told, by whom it was asked for and who decided.
-- tables + destruction
-- triggers + destruction_fixed destruction_kept destruction_asked destruction_by_two
CREATE TABLE `destruction` (
	`id` text PRIMARY KEY NOT NULL,
	`dossier` text NOT NULL, `mark` text NOT NULL,
	`requested_by` text NOT NULL, `requested_at` text NOT NULL,
	`epoch` integer NOT NULL, `sealed` blob NOT NULL, `signature` blob NOT NULL,
	`state` text NOT NULL,
	`decided_by` text, `decided_at` text,
	`answer_epoch` integer, `answer_sealed` blob, `decided_signature` blob,
	`recall` text,
	FOREIGN KEY (`dossier`) REFERENCES `dossier`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recall`) REFERENCES `recall`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "destruction_state" CHECK("destruction"."state" in ('asked', 'destroyed', 'declined', 'withdrawn'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `destruction_one` ON `destruction` (`dossier`) WHERE "destruction"."state" = 'asked';
