import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0003_take_entries"),
    ]

    operations = [
        migrations.CreateModel(
            name="SealedReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.TextField()),
                ("sealed", models.TextField()),
                ("at", models.DateTimeField()),
                ("who", models.TextField()),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reasons",
                        to="store.production",
                    ),
                ),
            ],
            options={
                "ordering": ["rule"],
                "constraints": [
                    models.UniqueConstraint(fields=("production", "rule"), name="sealed_rule"),
                ],
            },
        ),
    ]
