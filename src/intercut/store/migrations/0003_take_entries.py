import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0002_events_and_runs"),
    ]

    operations = [
        migrations.CreateModel(
            name="TakeEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seq", models.PositiveIntegerField()),
                ("key", models.TextField()),
                ("kind", models.TextField()),
                ("data", models.TextField()),
                ("at", models.TextField()),
                ("who", models.TextField()),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="take_entries",
                        to="store.production",
                    ),
                ),
            ],
            options={
                "ordering": ["seq"],
                "constraints": [
                    models.UniqueConstraint(fields=("production", "seq"), name="take_entry_seq"),
                    models.UniqueConstraint(fields=("production", "key"), name="take_entry_key"),
                ],
            },
        ),
    ]
